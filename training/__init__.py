"""Trains the language pipeline that ships in data/model."""
