"""The shape of what is typed on the pages of governance. Whether it may be is for the rules to say."""
