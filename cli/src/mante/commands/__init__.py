"""The commands of `mante`, one module each; what they need is imported when they run."""
