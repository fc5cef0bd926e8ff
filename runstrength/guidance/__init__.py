"""The guide: articles to HTML and passages, exercises, and the binding of rules to passages."""
