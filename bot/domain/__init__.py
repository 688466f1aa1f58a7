"""The rules of the world: values, `now` and a seed in, values out."""
