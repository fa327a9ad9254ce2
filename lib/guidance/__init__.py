"""Rules with sources: what usually weighs in a case, and which evidence is still missing."""
