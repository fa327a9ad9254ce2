"""Remote models behind two small clients, and what guards them."""
