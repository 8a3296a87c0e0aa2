"""Measures of speed and memory, as growth or as ratios against a peer in the same run."""
