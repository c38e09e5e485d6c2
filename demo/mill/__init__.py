"""The mill that makes the demo papers of the fictional municipality Ljungsätra: texts and figures in, files out."""
