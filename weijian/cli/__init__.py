"""`weijian …`: words into actions, refusals into exit codes."""
