"""Actors: who is in an article, under which names, and at which words.

``finding`` brings it all together; whoever needs one module alone loads that alone.
"""
