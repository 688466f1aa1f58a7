"""The pack writer's tools: a pair played or simulated in memory, and what can be counted of a pack."""
