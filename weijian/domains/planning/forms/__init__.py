"""The shape of what is typed on the pages of planning. Whether it may be is for the rules to say."""
