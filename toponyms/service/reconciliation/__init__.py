"""The Reconciliation Service API 0.2, and 0.1 as OpenRefine speaks it.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""
