"""Where things are: region packages, areas and Gebietsstände, web encoding. Knows no Dash and no indicator."""
