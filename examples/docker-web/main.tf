terraform {
  required_providers {
    docker = {
      source  = "kreuzwerker/docker"
      version = "~> 3.0"
    }
  }
}

provider "docker" {}

resource "docker_image" "web" {
  name         = "nginx:1.27"
  keep_locally = false
}

resource "docker_network" "front" {
  name = "front"
}

resource "docker_container" "web" {
  name    = "web"
  image   = docker_image.web.image_id
  restart = "unless-stopped"

  ports {
    internal = 80
    external = 8080
  }

  networks_advanced {
    name    = docker_network.front.name
    aliases = ["web"]
  }
}
