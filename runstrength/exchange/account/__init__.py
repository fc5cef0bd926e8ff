"""All that an account holds, as JSON: the export of RunStrength itself."""
