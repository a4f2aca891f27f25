/**
 * The schema of Kolibri's profile: a database that is opened with it syncs a Kolibri facility. Its text is that of
 * core/kolibri/facilitydata.json; `go test ./core/kolibri -rewrite` writes this file anew.
 *
 * @module amora/kolibri
 */
// biome-ignore-all format: one text here and in Go
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the schema's templates
import type { Schema } from "./schema.js";

/** Kolibri's profile facilitydata, as of Kolibri 0.19. */
export const facilitydata = {"profile": "facilitydata",
 "scopes": [
  {"id": "full-facility",
   "version": 1,
   "primary_scope_param_key": "dataset_id",
   "description": "All data of the facility dataset ${dataset_id}.",
   "read_write_filter_template": "${dataset_id}"},
  {"id": "single-user",
   "version": 1,
   "description": "What user ${user_id} of the facility dataset ${dataset_id} may read and write.",
   "read_filter_template": "${dataset_id}:allusers-ro\n${dataset_id}:user-ro:${user_id}",
   "write_filter_template": "${dataset_id}:anonymous",
   "read_write_filter_template": "${dataset_id}:user-rw:${user_id}"}
 ],
 "models": [
  {"name": "facilitydataset", "table": "facilitydataset",
   "partition": "${id}:allusers-ro", "source": null, "id": "source", "root": "full-facility",
   "columns": {
    "description": {"type": "text", "default": ""},
    "location": {"type": "text", "default": "", "max": 200},
    "preset": {"type": "text", "default": "nonformal", "in": ["formal", "nonformal", "informal"]},
    "learner_can_edit_username": {"type": "boolean", "default": true},
    "learner_can_edit_name": {"type": "boolean", "default": true},
    "learner_can_edit_password": {"type": "boolean", "default": true},
    "learner_can_sign_up": {"type": "boolean", "default": true},
    "learner_can_delete_account": {"type": "boolean", "default": true},
    "learner_can_login_with_no_password": {"type": "boolean", "default": false},
    "show_download_button_in_learn": {"type": "boolean", "default": true},
    "enable_mark_attendance": {"type": "boolean", "default": false},
    "picture_password_settings": {"type": "text", "default": "null"},
    "extra_fields": {"type": "text", "default": "{\"facility\": {}, \"on_my_own_setup\": false, \"pin_code\": \"\"}"},
    "registered": {"type": "boolean", "default": false}
   }},
  {"name": "facility", "table": "collection",
   "partition": "${dataset_id}:allusers-ro", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "name": {"type": "text", "min": 1, "max": 100},
    "parent_id": "uuid?",
    "kind": {"type": "text", "constant": "facility"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "parent_id": "facility"
   }},
  {"name": "classroom", "table": "collection",
   "partition": "${dataset_id}:allusers-ro", "source": null, "id": "computed", "self_reference": "parent_id",
   "columns": {
    "dataset_id": "uuid",
    "name": {"type": "text", "min": 1, "max": 100},
    "parent_id": "uuid?",
    "kind": {"type": "text", "constant": "classroom"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "parent_id": "facility"
   }},
  {"name": "adhoclearnersgroup", "table": "collection",
   "partition": "${dataset_id}:allusers-ro", "source": null, "id": "computed", "self_reference": "parent_id",
   "columns": {
    "dataset_id": "uuid",
    "name": {"type": "text", "max": 100},
    "parent_id": "uuid?",
    "kind": {"type": "text", "constant": "adhoclearnersgroup"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "parent_id": "classroom"
   }},
  {"name": "learnergroup", "table": "collection",
   "partition": "${dataset_id}:allusers-ro", "source": null, "id": "computed", "self_reference": "parent_id",
   "columns": {
    "dataset_id": "uuid",
    "name": {"type": "text", "min": 1, "max": 100},
    "parent_id": "uuid?",
    "kind": {"type": "text", "constant": "learnergroup"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "parent_id": "classroom"
   }},
  {"name": "facilityuser", "table": "facilityuser",
   "partition": "${dataset_id}:user-ro:${id}", "source": null, "id": "computed",
   "columns": {
    "password": {"type": "text", "default": "NOT_SPECIFIED", "min": 1, "max": 128},
    "last_login": "datetime?",
    "dataset_id": "uuid",
    "username": {"type": "text", "min": 1, "max": 30,
     "not_glob": "*[][\t-\r\u001c- \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`~!@#$%^&*()+={}|\\/:;\"'<>,.?-]*"},
    "full_name": {"type": "text", "default": "", "max": 120},
    "date_joined": {"type": "datetimetz", "default": "now"},
    "facility_id": "uuid",
    "gender": {"type": "text", "default": "", "in": ["", "MALE", "FEMALE", "NOT_SPECIFIED", "DEFERRED"]},
    "birth_year": {"type": "text", "default": "",
     "glob": ["", "NOT_SPECIFIED", "DEFERRED", "19[0-9][0-9]", "2[0-9][0-9][0-9]"]},
    "id_number": {"type": "text", "default": "", "max": 64},
    "extra_demographics": {"type": "text", "default": "null"},
    "date_deleted": "datetimetz?",
    "picture_password": {"type": "text?", "max": 8}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "facility_id": "facility"
   },
   "unique": [["dataset_id", "picture_password"]]},
  {"name": "attendancesession", "table": "attendancesession",
   "partition": "${dataset_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "collection_id": "uuid",
    "created_by_id": {"type": "uuid?", "required": true},
    "session_start_datetime": {"type": "datetimetz", "default": "now"},
    "date_created": {"type": "datetimetz", "default": "now"},
    "date_modified": {"type": "datetimetz", "default": "now"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "created_by_id": "facilityuser"
   }},
  {"name": "attendancerecord", "table": "attendancerecord",
   "partition": "${dataset_id}", "source": "${attendance_session_id}:${user_id}",
   "columns": {
    "dataset_id": "uuid",
    "attendance_session_id": "uuid",
    "user_id": "uuid",
    "present": {"type": "boolean", "default": false}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "attendance_session_id": "attendancesession",
    "user_id": "facilityuser"
   },
   "unique": [["attendance_session_id", "user_id"]]},
  {"name": "individualsyncablelesson", "table": "individualsyncablelesson",
   "partition": "${dataset_id}:user-ro:${user_id}", "source": null, "readonly": true,
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "collection_id": "uuid",
    "lesson_id": "text",
    "serialized_lesson": "text"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"]
   }},
  {"name": "lesson", "table": "lesson",
   "partition": "${dataset_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "title": {"type": "text", "min": 1, "max": 50},
    "description": {"type": "text", "default": "", "max": 200},
    "resources": {"type": "text", "default": "[]"},
    "is_active": {"type": "boolean", "default": false},
    "collection_id": "uuid",
    "created_by_id": {"type": "uuid?", "required": true},
    "date_created": {"type": "datetimetz", "default": "now"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "created_by_id": "facilityuser"
   }},
  {"name": "lessonassignment", "table": "lessonassignment",
   "partition": "${dataset_id}", "source": "${lesson_id}:${collection_id}",
   "columns": {
    "dataset_id": "uuid",
    "lesson_id": "uuid",
    "collection_id": "uuid",
    "assigned_by_id": {"type": "uuid?", "required": true}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "lesson_id": "lesson",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "assigned_by_id": "facilityuser"
   }},
  {"name": "learnerdevicestatus", "table": "learnerdevicestatus",
   "partition": "${dataset_id}:user-rw:${user_id}", "source": "${instance_id}:${user_id}",
   "columns": {
    "dataset_id": "uuid",
    "instance_id": "uuid",
    "user_id": "uuid",
    "created_at": {"type": "datetime", "default": "now"},
    "updated_at": {"type": "datetime", "default": "now"},
    "status": {"type": "text", "min": 1, "max": 32},
    "status_sentiment": {"type": "integer", "in": [-1, 0, 1]}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser"
   },
   "unique": [["instance_id", "user_id"]]},
  {"name": "coursesession", "table": "coursesession",
   "partition": "${dataset_id}:classroom:${collection_id}:coach-rw", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "course": "uuid",
    "title": {"type": "text", "min": 1, "max": 200},
    "description": "text?",
    "is_active": {"type": "boolean", "default": false},
    "collection_id": "uuid",
    "created_by_id": {"type": "uuid?", "required": true},
    "date_created": {"type": "datetimetz", "default": "now"},
    "channel_version": {"type": "integer?", "default": 0}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "collection_id": "classroom",
    "created_by_id": {"model": "facilityuser", "optional": true}
   }},
  {"name": "unittestassignment", "table": "unittestassignment",
   "partition": null, "source": null, "readonly": true,
   "columns": {
    "dataset_id": "uuid",
    "course_session_id": "uuid",
    "unit_contentnode_id": "uuid",
    "collection_id": "uuid",
    "test_type": "text",
    "closed": {"type": "boolean", "default": false},
    "activated_by_id": "uuid?"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "course_session_id": "coursesession",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "activated_by_id": {"model": "facilityuser", "on_delete": "null", "optional": true}
   }},
  {"name": "coursesessionassignment", "table": "coursesessionassignment",
   "partition": null, "source": null, "readonly": true,
   "columns": {
    "dataset_id": "uuid",
    "course_session_id": "uuid",
    "collection_id": "uuid",
    "assigned_by_id": "uuid?"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "course_session_id": "coursesession",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "assigned_by_id": {"model": "facilityuser", "optional": true}
   }},
  {"name": "individualsyncableexam", "table": "individualsyncableexam",
   "partition": "${dataset_id}:user-ro:${user_id}", "source": null, "readonly": true,
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "collection_id": "uuid",
    "exam_id": "text",
    "serialized_exam": "text"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"]
   }},
  {"name": "exam", "table": "exam",
   "partition": "${dataset_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "title": {"type": "text", "min": 1, "max": 200},
    "question_count": "integer",
    "question_sources": {"type": "text", "default": "[]"},
    "seed": {"type": "integer", "default": 1},
    "learners_see_fixed_order": {"type": "boolean", "default": false},
    "collection_id": "uuid",
    "creator_id": {"type": "uuid?", "required": true},
    "data_model_version": {"type": "integer", "default": 3},
    "instant_report_visibility": {"type": "boolean?", "default": true},
    "active": {"type": "boolean", "default": false},
    "date_created": {"type": "datetime", "default": "now"},
    "date_activated": "datetime?",
    "archive": {"type": "boolean", "default": false},
    "date_archived": "datetime?"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "creator_id": "facilityuser"
   }},
  {"name": "examassignment", "table": "examassignment",
   "partition": "${dataset_id}", "source": "${exam_id}:${collection_id}",
   "columns": {
    "dataset_id": "uuid",
    "exam_id": "uuid",
    "collection_id": "uuid",
    "assigned_by_id": {"type": "uuid?", "required": true}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "exam_id": "exam",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"],
    "assigned_by_id": "facilityuser"
   }},
  {"name": "examlog", "table": "examlog",
   "partition": "${dataset_id}", "source": "${exam_id}:${user_id}",
   "columns": {
    "dataset_id": "uuid",
    "exam_id": "uuid",
    "user_id": "uuid",
    "closed": {"type": "boolean", "default": false},
    "completion_timestamp": "datetimetz?"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "exam_id": "exam",
    "user_id": "facilityuser"
   }},
  {"name": "examattemptlog", "table": "examattemptlog",
   "partition": "${dataset_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "item": {"type": "text", "min": 1, "max": 200},
    "start_timestamp": "datetimetz",
    "end_timestamp": "datetimetz",
    "completion_timestamp": "datetimetz?",
    "time_spent": {"type": "real", "default": 0.0, "min": 0},
    "complete": {"type": "boolean", "default": false},
    "correct": {"type": "real", "min": 0, "max": 1},
    "hinted": {"type": "boolean", "default": false},
    "answer": {"type": "text", "default": "{}"},
    "simple_answer": {"type": "text", "default": "", "max": 200},
    "interaction_history": {"type": "text", "default": "[]"},
    "user_id": "uuid?",
    "error": {"type": "boolean", "default": false},
    "examlog_id": "uuid",
    "content_id": "uuid"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "examlog_id": "examlog"
   }},
  {"name": "usersessionlog", "table": "usersessionlog",
   "partition": "${dataset_id}:user-rw:${user_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "channels": {"type": "text", "default": ""},
    "start_timestamp": {"type": "datetimetz", "default": "now"},
    "last_interaction_timestamp": "datetimetz?",
    "pages": {"type": "text", "default": ""},
    "device_info": {"type": "text?", "max": 100}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser"
   }},
  {"name": "contentsummarylog", "table": "contentsummarylog",
   "partition": "${dataset_id}:user-rw:${user_id}", "source": "${content_id}",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "content_id": "uuid",
    "channel_id": "uuid?",
    "start_timestamp": "datetimetz",
    "end_timestamp": "datetimetz?",
    "completion_timestamp": "datetimetz?",
    "time_spent": {"type": "real", "default": 0.0, "min": 0},
    "progress": {"type": "real", "default": 0, "min": 0, "max": 1.01},
    "kind": {"type": "text", "min": 1, "max": 200},
    "extra_fields": {"type": "text", "default": "{}"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser"
   }},
  {"name": "masterylog", "table": "masterylog",
   "partition": "${dataset_id}:user-rw:${user_id}", "source": "${summarylog_id}:${mastery_level}",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "summarylog_id": "uuid",
    "mastery_criterion": {"type": "text", "default": "{}"},
    "start_timestamp": "datetimetz",
    "end_timestamp": "datetimetz?",
    "completion_timestamp": "datetimetz?",
    "mastery_level": "integer",
    "complete": {"type": "boolean", "default": false},
    "time_spent": {"type": "real?", "default": 0.0, "min": 0}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "summarylog_id": "contentsummarylog"
   }},
  {"name": "contentsessionlog", "table": "contentsessionlog",
   "partition": ["${dataset_id}:user-rw:${user_id}", "${dataset_id}:anonymous"], "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid?",
    "content_id": "uuid",
    "visitor_id": "text?",
    "channel_id": "uuid?",
    "start_timestamp": "datetimetz",
    "end_timestamp": "datetimetz?",
    "time_spent": {"type": "real", "default": 0.0, "min": 0},
    "progress": {"type": "real", "default": 0, "min": 0},
    "kind": {"type": "text", "min": 1, "max": 200},
    "extra_fields": {"type": "text", "default": "{}"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser"
   }},
  {"name": "attemptlog", "table": "attemptlog",
   "partition": ["${dataset_id}:user-rw:${user_id}", "${dataset_id}:anonymous"], "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "item": {"type": "text", "min": 1, "max": 200},
    "start_timestamp": "datetimetz",
    "end_timestamp": "datetimetz",
    "completion_timestamp": "datetimetz?",
    "time_spent": {"type": "real", "default": 0.0, "min": 0},
    "complete": {"type": "boolean", "default": false},
    "correct": {"type": "real", "min": 0, "max": 1},
    "hinted": {"type": "boolean", "default": false},
    "answer": {"type": "text", "default": "{}"},
    "simple_answer": {"type": "text", "default": "", "max": 200},
    "interaction_history": {"type": "text", "default": "[]"},
    "user_id": "uuid?",
    "error": {"type": "boolean", "default": false},
    "masterylog_id": "uuid?",
    "sessionlog_id": "uuid"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "masterylog_id": "masterylog",
    "sessionlog_id": "contentsessionlog"
   }},
  {"name": "bookmark", "table": "bookmark",
   "partition": "${dataset_id}:user-rw:${user_id}", "source": null, "id": "computed",
   "columns": {
    "dataset_id": "uuid",
    "content_id": "uuid?",
    "channel_id": "uuid?",
    "contentnode_id": "uuid",
    "user_id": "uuid",
    "created": {"type": "datetime", "default": "now"}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser"
   },
   "unique": [["user_id", "contentnode_id"]]},
  {"name": "role", "table": "role",
   "partition": "${dataset_id}:user-ro:${user_id}", "source": "${collection_id}:${kind}",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "collection_id": "uuid",
    "kind": {"type": "text", "in": ["admin", "coach", "classroom assignable coach"]}
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"]
   },
   "unique": [["user_id", "collection_id", "kind"]]},
  {"name": "membership", "table": "membership",
   "partition": "${dataset_id}:user-ro:${user_id}", "source": "${collection_id}",
   "columns": {
    "dataset_id": "uuid",
    "user_id": "uuid",
    "collection_id": "uuid"
   },
   "references": {
    "dataset_id": "facilitydataset",
    "user_id": "facilityuser",
    "collection_id": ["facility", "classroom", "learnergroup", "adhoclearnersgroup"]
   },
   "unique": [["user_id", "collection_id"]]}
 ]} as const satisfies Schema;
