"""Regions, provinces and services, as the directory uses them (see casework.web.codes)."""

from casework.web.codes import (
    Province,
    Region,
    Service,
    Word,
    iso_label,
    province_choices,
    province_name,
    provinces,
    region_choices,
    region_name,
    regions,
    service_choices,
    service_groups,
    service_name,
    services,
)

__all__ = [
    "Province",
    "Region",
    "Service",
    "Word",
    "iso_label",
    "province_choices",
    "province_name",
    "provinces",
    "region_choices",
    "region_name",
    "regions",
    "service_choices",
    "service_groups",
    "service_name",
    "services",
]
