"""What is known of dirty and untagged names: which are none, and which language the rest are in.

The gazetteer that ships and gazetteers of one's own are cleaned by the same rules.
"""
