"""Walking over every page of the product as everybody, and looking at each in a real browser."""
