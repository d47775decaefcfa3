"""What the server answers beside the views: data for browsers, files for people, plain pages."""
