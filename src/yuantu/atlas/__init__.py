"""What lies where: regions, parks, sites, facilities, and the outlines of cities?"""
