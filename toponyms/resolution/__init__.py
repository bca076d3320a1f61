"""From a text to the place it means: keys, candidates, ranking, and the resolver over them."""
