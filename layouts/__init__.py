"""What is seen: pages, components, ids, texts, formatting, palettes, figures."""
