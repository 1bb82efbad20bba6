"""The model: load a backbone and an adapter, score slots, fine-tune. Knows no window and no database."""
