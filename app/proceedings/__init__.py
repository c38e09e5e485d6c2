"""How a matter was handled: acts, votes, reservations, posts, a board's or a party's word."""
