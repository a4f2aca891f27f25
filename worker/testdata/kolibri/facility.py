"""A facility with rows of all 28 models of the profile, made by Kolibri's own."""
import uuid

from django.core.management import call_command
from django.utils.timezone import now
from kolibri.core.attendance.models import AttendanceRecord, AttendanceSession
from kolibri.core.auth.models import AdHocGroup, Classroom, Facility, FacilityUser, LearnerGroup
from kolibri.core.bookmarks.models import Bookmark
from kolibri.core.courses.models import CourseSession, CourseSessionAssignment, UnitTestAssignment
from kolibri.core.device.models import LearnerDeviceStatus
from kolibri.core.exams.models import Exam, ExamAssignment, IndividualSyncableExam
from kolibri.core.lessons.models import IndividualSyncableLesson, Lesson, LessonAssignment
from kolibri.core.logger.models import (
    AttemptLog, ContentSessionLog, ContentSummaryLog, ExamAttemptLog, ExamLog, MasteryLog, UserSessionLog,
)
from morango.models.core import InstanceIDModel

PASSWORD = "secret"


def node():
    return uuid.uuid4().hex


def make():
    """Provisions the device; returns the ids of what the test names."""
    call_command("provisiondevice", facility="Maple School", preset="formal", language_id="en",
                 superusername="admin", superuserpassword=PASSWORD, interactive=False)
    facility, admin = Facility.objects.get(), FacilityUser.objects.get(username="admin")
    learners = [user(facility, "learner%d" % i) for i in (1, 2, 3)]
    for name, members in (("Class 1", learners[:2]), ("Class 2", learners[1:])):
        classroom(facility, admin, name, members)
    return {"facility": facility.id, "dataset": facility.dataset_id, "learner": learners[0].id}


def user(facility, name):
    made = FacilityUser(username=name, full_name=name.title() + " \u00e9\U0001f353", facility=facility)
    made.set_password(PASSWORD)
    made.save()
    return made


def classroom(facility, admin, name, learners):
    room = Classroom.objects.create(name=name, parent=facility)
    coach = user(facility, "coach" + name[-1])
    facility.add_role(coach, "classroom assignable coach")
    room.add_coach(coach)
    groups = [LearnerGroup.objects.create(name="Group of " + name, parent=room),
              AdHocGroup.objects.create(name="Ad hoc", parent=room)]
    for learner in learners:
        room.add_member(learner)
        for group in groups:
            group.add_member(learner)
    lesson = Lesson.objects.create(title="Lesson of " + name, collection=room, created_by=coach, is_active=True,
                                   resources=[{"contentnode_id": node(), "content_id": node(), "channel_id": node()}])
    exam = Exam.objects.create(title="Quiz of " + name, question_count=1, collection=room, creator=coach, active=True)
    for to in [room] + groups:
        LessonAssignment.objects.create(lesson=lesson, collection=to, assigned_by=coach)
        ExamAssignment.objects.create(exam=exam, collection=to, assigned_by=coach)
    course = CourseSession.objects.create(course=node(), title="Course of " + name, collection=room, created_by=coach)
    CourseSessionAssignment.objects.create(course_session=course, collection=groups[0], assigned_by=coach)
    UnitTestAssignment.objects.create(course_session=course, unit_contentnode_id=node(), collection=room,
                                      test_type="pre", activated_by=coach)
    day = AttendanceSession.objects.create(collection=room, created_by=admin)
    for learner in learners:
        AttendanceRecord.objects.create(attendance_session=day, user=learner, present=True)
        work(learner, lesson, exam, room)


def work(learner, lesson, exam, room):
    IndividualSyncableLesson.objects.create(user=learner, collection=room, lesson_id=lesson.id,
                                            serialized_lesson=IndividualSyncableLesson.serialize_lesson(lesson))
    IndividualSyncableExam.objects.create(user=learner, collection=room, exam_id=exam.id,
                                          serialized_exam=IndividualSyncableExam.serialize_exam(exam))
    log = ExamLog.objects.create(exam=exam, user=learner)
    ExamAttemptLog.objects.create(examlog=log, user=learner, item=node(), content_id=node(), correct=1,
                                  start_timestamp=now(), end_timestamp=now())
    UserSessionLog.objects.create(user=learner, device_info="linux,1/firefox,130")
    Bookmark.objects.create(user=learner, contentnode_id=node(), channel_id=node())
    instance, _ = InstanceIDModel.get_or_create_current_instance()
    LearnerDeviceStatus.objects.get_or_create(
        user=learner, instance_id=instance.id, defaults={"status": "InsufficientStorage", "status_sentiment": -1})
    attempts(learner)


def attempts(learner, count=3):
    """A learner's tries at one exercise."""
    content = node()
    session = ContentSessionLog.objects.create(user=learner, content_id=content, channel_id=node(), kind="exercise",
                                               visitor_id=uuid.uuid4(), start_timestamp=now(), progress=0.25)
    summary = ContentSummaryLog.objects.create(user=learner, content_id=content, channel_id=session.channel_id,
                                               kind="exercise", start_timestamp=now(), progress=0.25)
    mastery = MasteryLog.objects.create(user=learner, summarylog=summary, mastery_level=1, start_timestamp=now(),
                                        mastery_criterion={"type": "m_of_n", "m": 3, "n": 5})
    for i in range(count):
        AttemptLog.objects.create(masterylog=mastery, sessionlog=session, user=learner, item="item %d" % i,
                                  start_timestamp=now(), end_timestamp=now(), correct=i % 2, time_spent=1.5,
                                  answer={"value": str(i)}, interaction_history=[{"type": "answer", "correct": i % 2}])
