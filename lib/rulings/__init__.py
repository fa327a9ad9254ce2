"""What is made of rulings: summaries, retellings, statistics."""
