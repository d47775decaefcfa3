"""Handlungsfelder: rules as data, three-valued evaluation, priorities, what-if."""
