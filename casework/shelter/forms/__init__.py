"""What people write down about houses and stays."""
