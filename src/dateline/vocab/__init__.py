"""The vocabulary: ontology, triggers, actors, cues and numbers, in readable files that are checked when loaded."""
