"""String in, string out: how a name is read, whatever gazetteer it may be in.

Every function here takes text of one line or of many. Lines are names; no rule
looks across a line break, so a column of names can be read in one call.
"""
