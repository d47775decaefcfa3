"""What numbers mean: catalogue, rates, protection, classes, ranks, findings. Knows no geometry and no Dash."""
