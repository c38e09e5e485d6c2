"""The reply to a motion, or to an audit report, drafted with its sources."""
