"""May this be done to a report, a figure, a target? Pure: values in, a refusal or a class out."""
