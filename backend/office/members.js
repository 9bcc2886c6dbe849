// 委员: accounts of members. Who changes one is told at once what came of it.

import { at, button, element, english, everything, isClerk, json, sure } from "./page.js";

export const allMembers = () => everything("/api/collections/members/records?sort=member_no");

export function showMembers(members) {
  at("members").replaceChildren(...members.map(memberItem));
}

export function clearMembers() {
  for (const id of ["members", "code"]) at(id).replaceChildren();
}

function memberItem(member) {
  const path = `/api/dajuan/staff/members/${member.id}`;
  const issue = async () => {
    const { code, valid_until } = await json(`${path}/code`, {});
    const until = new Date(valid_until).toLocaleString("zh-CN");
    at("code").replaceChildren(
      `${member.name} ${member.member_no}：`,
      element("strong", {}, code),
      ` 只显示这一次，${until} 前有效。`,
      english("Shown this once; for the member's “first time / forgot password” page."),
    );
    at("code").scrollIntoView({ block: "center" });
  };
  const toggle = async () => {
    if (member.active && !(await sure(`停用 ${member.name}？将立即退出登录。`, "Deactivate? The member is signed out at once."))) return;
    await json(`${path}/active`, { active: !member.active });
    showMembers(await allMembers());
  };
  const state = member.active ? "在任 Active" : "已停用 Inactive";
  const facts = [member.name, member.sector, member.committee, state].filter((words) => words !== "");
  const presses = [
    button("发验证码", "Issue code", member.name, issue, !member.active),
    member.active ? button("停用", "Deactivate", member.name, toggle) : button("恢复", "Reactivate", member.name, toggle),
  ];
  return element("li", {}, element("span", {}, element("strong", {}, member.member_no), ` ${facts.join(" · ")}`), ...(isClerk() ? presses : []));
}
