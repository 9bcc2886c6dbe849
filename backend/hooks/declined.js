// What can't be had, with words for the member. It is an answer (409) that is kept, and not an error.

const WORDS = {
  full: "名额已满。",
  closed: "报名已截止。",
  out_of_scope: "您不在本次活动的参加范围内。",
  gone: "这项内容已经不在了，可能已被办公室删除。",
  called_off: "活动已取消。",
  wrong_code: "签到码不对，请核对后再试。",
  too_many: "签到码输错的次数太多了，请找现场工作人员签到，或者过一刻钟再试。",
  too_early: "还没有到签到时间，活动开始前两小时可以签到。",
  too_late: "已经过了截止时间。",
  not_signed_up: "您没有报名这次活动。",
  no_offer: "这个名额没有为您保留，或者保留时间已过。",
  decided: "已经有结果，不能再改。",
  not_yours: "这项请假不由您审批。",
  must_attend: "这是应到活动，不用报名；不能参加请请假。",
  already: "您已经请过假了。",
};

class Declined {
  constructor(code, words) {
    this.code = code;
    this.message = words || WORDS[code];
  }
}

module.exports = { Declined };
