"""The rooms that know Streamlit: the frame of every page, the knobs, the stage and the figures."""
