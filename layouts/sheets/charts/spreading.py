"""Labels in one column keep their distance, as near to their places as that allows."""

from collections.abc import Sequence


def spread(wished: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """Middles of labels, in the order given, that neither touch nor leave the column; `wished`: where they belong.

    Labels too many for the column share it evenly rather than leave it.

    Examples
    --------
    >>> spread((10.0, 12.0), (8.0, 8.0), 0.0, 100.0)
    (7.0, 15.0)
    >>> spread((98.0,), (10.0,), 0.0, 100.0)
    (95.0,)
    """
    order = sorted(range(len(wished)), key=lambda i: wished[i])
    groups: list[tuple[float, list[int]]] = []  # upper edge, labels that touch
    for i in order:
        group = (_edge([i], wished, heights, top, bottom), [i])
        while groups and groups[-1][0] + sum(heights[j] for j in groups[-1][1]) > group[0]:
            members = [*groups.pop()[1], *group[1]]
            group = (_edge(members, wished, heights, top, bottom), members)
        groups.append(group)
    placed = [0.0] * len(wished)
    for edge, members in groups:
        y = edge
        for i in members:
            placed[i] = y + heights[i] / 2
            y += heights[i]
    return tuple(placed)


def _edge(
    members: Sequence[int], wished: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> float:
    """Upper edge of labels one below the other that moves them least in sum, inside the column."""
    offset, wants = 0.0, []
    for i in members:
        wants.append(wished[i] - heights[i] / 2 - offset)
        offset += heights[i]
    return max(top, min(sum(wants) / len(wants), bottom - offset))
