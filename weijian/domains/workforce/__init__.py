"""Workforce: practitioners, their qualifications, licences and posts.

Nouns: Practitioner, Qualification, PracticeLicence, Post, GridDuty. Regulation: 医师法, 护士条例, 乡村医生从业管理条例.
"""
