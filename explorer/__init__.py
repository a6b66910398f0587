"""The Actor Graph Explorer: who did what to whom, who says so, and where it is written."""
