"""Planning: the 15-minute circle, siting, capacity and capital projects on the map.

Nouns: RoadNetwork. Regulation: rulebook 08 (15分钟医疗卫生服务圈), 医疗卫生服务体系规划.
"""
