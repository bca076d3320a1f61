"""Groups are what was joined, however it was joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer.merging.groups import Groups

_SIZE = 9
pairs = st.lists(st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1)), max_size=12)


@given(pairs)
def test_groups_are_those_of_the_naive_way(joined: list[tuple[int, int]]) -> None:
    """Else two places become one, or one falls apart."""
    groups = Groups(_SIZE)
    naive = [{number} for number in range(_SIZE)]
    for one, other in joined:
        groups.join(one, other)
        union = naive[one] | naive[other]
        for number in union:
            naive[number] = union
    for number in range(_SIZE):
        members = list(groups.members(number))
        assert sorted(members) == sorted(naive[number])
        assert groups.first(number) == min(naive[number])
        assert groups.is_alone(number) == (len(naive[number]) == 1)
    assert list(groups.firsts()) == sorted({min(union) for union in naive})
