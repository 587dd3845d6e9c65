agent_version = "1.3"
