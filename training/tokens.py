"""The tokenizer of the pipeline and the way from gold tokens back to a text."""
