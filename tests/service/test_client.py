"""A public client of the Reconciliation Service API asks the running service."""

from __future__ import annotations

import pytest

from tests.service.process import service

pandas = pytest.importorskip("pandas")
reconciler = pytest.importorskip("reconciler", reason="the client is not installed")


@pytest.mark.filterwarnings("ignore")  # the client is older than pandas 3
def test_a_column_of_a_data_frame() -> None:
    """Whoever uses the client of somebody else would get errors, or the wrong places."""
    table = pandas.DataFrame(
        {"name": ["Шуша", "Janyatag", "Martuni"], "country": ["Azerbaijan", "AZ", "Армения"]}
    )
    with service("-q") as (_, port):
        found = reconciler.reconcile(
            table["name"],
            type_id="P",
            top_res=1,
            property_mapping={"country": table["country"]},
            reconciliation_endpoint=f"http://127.0.0.1:{port}/reconcile",
        )
    assert list(found["input_value"]) == list(table["name"])
    assert list(found["id"][:2]) == ["gn:147105", "gn:586666"]
    assert list(found["match"]) == [True, True, False]
    assert list(found["type_id"]) == ["P"] * 3
    assert found["score"].between(0, 100).all()
