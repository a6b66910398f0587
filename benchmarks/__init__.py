"""Speed and accuracy, as tables."""
