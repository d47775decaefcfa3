"""Where everything is put together: settings, factory, cache, the Atlas of one region, data routes, command line."""
