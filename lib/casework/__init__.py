"""What is made of a person's case: analysis, opinion, evaluation."""
