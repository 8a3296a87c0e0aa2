"""Training of the weights in `dragoman.models`; never imported by the package itself."""
