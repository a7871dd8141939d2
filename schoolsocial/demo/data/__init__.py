"""What the demo is about. Every person here is invented and every picture is drawn."""
