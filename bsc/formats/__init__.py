"""Where a language's own short dates would be misread beside the other's."""
