"""Emergency: ambulances and whether they are ready, 120 calls and what became of them, the missions that answered, with their time stamps.

Nouns: Ambulance, AmbulancePosting, AmbulanceCrew, AmbulanceCheck, AmbulanceOutage, EmergencyCall, EmergencyMission.
Regulation: 院前医疗急救管理办法, 国卫医发〔2020〕19号.
"""
