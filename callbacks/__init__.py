"""What happens: one module per view with pure `update_*` functions and a `register` that only wires."""
