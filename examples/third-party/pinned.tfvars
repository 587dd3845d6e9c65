agent_version = "1.300044.0"
